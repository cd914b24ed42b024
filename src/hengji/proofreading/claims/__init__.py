"""What a document says about its figures (勾稽关系): one file for one way of saying it."""
