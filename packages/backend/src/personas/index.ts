export { personasAuthModule as default } from './module';
