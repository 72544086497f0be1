"""The demo's pictures: flat scenes, drawn from code when the demo is loaded."""
