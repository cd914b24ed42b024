"""Tables, typed (定型的表格): head, labels, codes and numbers told apart before any arithmetic."""
