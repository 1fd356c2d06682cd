/** Must be imported before n8n, which reads its log level only once. */
process.env.N8N_LOG_LEVEL = 'debug';
