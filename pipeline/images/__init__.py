"""Picture tools: opening page images within limits, grey pictures for engines, crops for people.

Only this package imports Pillow and pypdfium2. Boxes that leave it are pixels of the scan as it lies on disk.
"""
