"""Content spans: which words belong to a cue, before it, after it, or without one."""
