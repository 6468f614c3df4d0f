"""The engines that answer: each module adapts one library to the port in `search.engine`."""
