import {
  AuditorService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ApiKeyHub } from 'backstage-plugin-security-node';
import Router from 'express-promise-router';
import { ApiKeyService } from '../apiKeys/ApiKeyService';
import { ApiKeyStore } from '../apiKeys/ApiKeyStore';
import { ChangeRecord } from '../changes/changes';
import { Keyring } from '../keyring/keyring';
import { UseRecorder } from '../uses/UseRecorder';
import { DatabaseApiKeyVerifier } from './DatabaseApiKeyVerifier';
import { LastUse } from './LastUse';
import { createSelfRouter } from './selfRouter';
import { createVerifyRouter } from './verifyRouter';

/** The parts of this subject, put together. */
export function createAuthentication(options: {
  keyring: Keyring;
  changes: ChangeRecord;
  apiKeys: { store: ApiKeyStore; service: ApiKeyService };
  uses: { recorder: UseRecorder };
  hub: ApiKeyHub;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  logger: LoggerService;
}) {
  const { keyring, changes, apiKeys, uses, hub } = options;
  const { httpAuth, auditor, logger } = options;
  const { store, service } = apiKeys;
  const lastUse = new LastUse({ ...uses, logger });
  const verifier = new DatabaseApiKeyVerifier({
    store,
    keyring,
    changes,
    lastUse,
  });
  hub.registerVerifier(verifier);

  const router = Router();
  router.use(
    createSelfRouter({ hub, verifier, apiKeys: service, auditor, logger }),
  );
  router.use(createVerifyRouter({ httpAuth, verifier }));
  return { lastUse, router };
}
