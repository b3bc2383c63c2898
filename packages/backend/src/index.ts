import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));
// With signals, and the events that they need, a notification is seen at once.
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-events-backend'));

backend.add(import('backstage-plugin-security-backend'));
backend.add(import('backstage-plugin-catalog-backend-module-security'));
backend.add(import('./permissionPolicy'));

// Both do nothing, or refuse to start, outside development.
backend.add(import('./personas'));
backend.add(import('./demoServiceAccounts'));

backend.start();
