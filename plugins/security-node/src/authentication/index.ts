export * from './ApiKeyHub';
export * from './apiKeyAuthenticationLoader';
export * from './decorateWithApiKeys';
export * from './VerifiedApiKey';
