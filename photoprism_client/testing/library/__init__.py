"""The library of the embedded server: pictures, and the records of them."""
