"""How things look in a notebook: HTML of plain values, and pictures made small. Imported when something is shown."""
