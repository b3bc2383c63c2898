export * from './accounts';
export * from './apiKeys';
export * from './listAccounts';
