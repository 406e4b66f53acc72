"""SQL store: the contract's domains in SQLAlchemy Core, one a file, with their tables and schema."""
