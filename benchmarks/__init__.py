"""How long an answer takes, and whether it stays so when a publication grows: `make bench`."""
