"""The look: layout, components, style and script."""
