export { demoServiceAccountsModule as default } from './module';
