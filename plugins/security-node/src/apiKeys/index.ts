export * from './apiKeyFormat';
