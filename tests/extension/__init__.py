"""An app as a developer would add it: page type, block, snippet and field, by declaration alone."""
