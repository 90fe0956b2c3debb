"""Who may do what with the method: one file for each noun."""

from samklang.method.rules.edition import edit_method, publish_edition, see_method

__all__ = ["edit_method", "publish_edition", "see_method"]
