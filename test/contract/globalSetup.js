const { missingShared } = require('../support/shared');

/** Ends the check with one line, without jest's stack trace, if a reference text is missing. */
module.exports = () => {
	const missing = missingShared();
	if (missing === undefined) return;
	console.error(missing);
	process.exit(1);
};
