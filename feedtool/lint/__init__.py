"""What validate does: records read and judged, and mended."""
