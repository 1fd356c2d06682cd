/** `10000` as `10,000`. `toLocaleString` would add 20 ms to the time in which n8n loads a node. */
export const formatNumber = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
