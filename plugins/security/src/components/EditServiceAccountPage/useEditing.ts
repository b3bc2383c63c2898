import { ServiceAccountDetails } from 'backstage-plugin-security-common';
import { useState } from 'react';
import { AccountState } from '../../hooks/useAccount';
import { DetailsForm, useDetailsForm } from './useDetailsForm';

export type EditableSectionName = 'reach' | 'details';

/** What is edited now: one section at a time. */
export interface Editing {
  section: EditableSectionName | undefined;
  form: DetailsForm;
  start(section: EditableSectionName): void;
  end(): void;
}

export function useEditing(
  account: ServiceAccountDetails,
  reload: AccountState['reload'],
): { editing: Editing; hasChanges: boolean } {
  const [section, setSection] = useState<EditableSectionName>();
  const form = useDetailsForm(account, reload, () => setSection(undefined));
  return {
    editing: {
      section,
      form,
      start(which) {
        form.startFrom(account);
        setSection(which);
      },
      end() {
        form.startFrom(account);
        setSection(undefined);
      },
    },
    hasChanges: form.hasChanges,
  };
}
