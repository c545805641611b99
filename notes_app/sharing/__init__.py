"""Who may open what: scope keys with generations, grants, and the keyring of the open session."""
