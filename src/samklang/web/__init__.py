"""The page's shell: layout, components, forms kit, and how a view answers. Knows no area."""
