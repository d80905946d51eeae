"""What a programme tells its funders and itself: figures by their printed definitions, built once, rendered often."""
