"""Operations: how the running bot is watched, measured, logged and checked, and what its operators are told."""
