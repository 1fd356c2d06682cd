const { TestEnvironment } = require('jest-environment-node');

/** Skips the tests of a file after the first that fails: one is enough to know that a mutant is found. */
module.exports = class extends TestEnvironment {
	hasFailed = false;

	handleTestEvent(event) {
		if (event.name === 'test_fn_failure') this.hasFailed = true;
		if (event.name === 'test_start' && this.hasFailed) event.test.mode = 'skip';
	}
};
