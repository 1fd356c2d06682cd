import type { CheckReport } from './checkTemplates';

/** One report of several, in which everything is listed once. */
export function mergeReports(reports: readonly CheckReport[]): CheckReport {
	const errors = [...new Map(reports.flatMap((report) => report.errors).map((error) => [error.message, error])).values()];
	const union = (list: (report: CheckReport) => string[]) => [...new Set(reports.flatMap(list))];
	return {
		valid: errors.length === 0,
		errors,
		warnings: union((report) => report.warnings),
		fields: union((report) => report.fields),
		unknownFields: union((report) => report.unknownFields),
		length: errors.length === 0 ? Math.max(0, ...reports.map((report) => report.length)) : 0,
	};
}
