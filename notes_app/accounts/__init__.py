"""People who log in: passphrase, recovery key, unlocking and locking, throttle."""
