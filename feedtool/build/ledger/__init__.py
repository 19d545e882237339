"""The ledger of a build: read, asked for ids, brought up to date, and begun or filled by commands."""
