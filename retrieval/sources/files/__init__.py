"""Files: opened in bounded pieces, unpacked within limits, decoded."""
