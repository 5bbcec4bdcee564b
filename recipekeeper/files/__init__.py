"""TEXT FILES. Formula TOML and history CSV, read with the place of every problem, and written."""
