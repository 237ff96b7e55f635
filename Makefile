# Only repeats ./run, for those used to make.
.PHONY: serve test lint format
serve:
	./run
test:
	./run test
lint:
	./run lint
format:
	./run lint --arreglar
