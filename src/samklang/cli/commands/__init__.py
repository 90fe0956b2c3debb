"""The subcommands, one module each: parse, call, report. `command(language)` is the subcommand in one language."""
