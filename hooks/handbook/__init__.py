"""Van YAML naar handboek, in één richting: source -> parse -> checks -> edition -> pages.

Nothing in this package imports MkDocs: the site generator may be replaced, the handbook stays.
"""
