"""Therapy sessions: the session record, the private process note, tags, drafts."""
