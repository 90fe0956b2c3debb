"""Every write of the method: one file for each noun."""

from samklang.method.commands.edition import drop_draft, install_content, new_draft, publish_edition, replace_draft
from samklang.method.commands.rows import add_row, change_frame, change_row, move_row, remove_row, undo_change

__all__ = [
    "add_row", "change_frame", "change_row", "drop_draft", "install_content", "move_row", "new_draft",
    "publish_edition", "remove_row", "replace_draft", "undo_change",
]  # fmt: skip
