/** Deletes what was added first, until a map or set has no more than `size` entries. */
export function dropOldest(collection: Map<unknown, unknown> | Set<unknown>, size: number): void {
	for (const oldest of collection.keys()) {
		if (collection.size <= size) return;
		collection.delete(oldest);
	}
}
