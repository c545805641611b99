"""What developers run by hand: pin, vendor, begin a migration.  Never imported by the program."""
