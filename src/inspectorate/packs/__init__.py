"""An inspection's folder: plain files in, plain files out."""
