"""YAML and Markdown become records that know their file and line."""
