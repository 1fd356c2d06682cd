/** Imported before n8n, which reads its log level once. */
process.env.N8N_LOG_LEVEL = 'debug';
