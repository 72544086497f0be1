"""base is safe by default; dev and test relax it, production reads the environment."""
