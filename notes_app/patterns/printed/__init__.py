"""What has changed, on paper: the same counts as on the screens, for the desk or for a talk."""
