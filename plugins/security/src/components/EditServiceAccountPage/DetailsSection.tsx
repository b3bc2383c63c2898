import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { ServiceAccountDetails } from 'backstage-plugin-security-common';
import { useReasons } from '../../hooks/useReasons';
import { UnsavedChanges } from '../../hooks/useUnsavedChanges';
import { securityTranslationRef } from '../../translation';
import { PreviewAccess } from '../Access/PreviewAccess';
import { EntityName } from '../EntityName/EntityName';
import { Facts } from '../Facts/Facts';
import { OwnerPicker } from '../OwnerPicker/OwnerPicker';
import { ExactTime } from '../RelativeTime/ExactTime';
import { TextInput } from '../TextInput/TextInput';
import { EditableSection } from './EditableSection';
import { Editing } from './useEditing';

const useStyles = makeStyles({
  description: {
    whiteSpace: 'pre-line',
  },
});

/** The account's title, description and owner. */
export function DetailsSection({
  account,
  editing,
  askBefore,
}: {
  account: ServiceAccountDetails;
  editing: Editing;
  askBefore: UnsavedChanges['askBefore'];
}) {
  const { t } = useTranslationRef(securityTranslationRef);
  const classes = useStyles();
  const reasons = useReasons();
  const { fields, changes, errors, change } = editing.form;
  const notToChangeOwner = reasons.notToChangeReach(account);
  const owner = <EntityName entityRef={account.ownerRef} />;
  const nothing = t('editPage.details.none');

  return (
    <EditableSection
      name="details"
      title={t('editPage.details.title')}
      facts={
        <Facts
          facts={[
            [t('fields.title'), account.title || nothing],
            [
              t('fields.description'),
              <div key="description" className={classes.description}>
                {account.description || nothing}
              </div>,
            ],
            [t('fields.owner'), owner],
            [
              t('editPage.details.updated'),
              <span key="updated">
                {t('common.byWhom', {
                  time: <ExactTime time={account.updatedAt} />,
                  who: <EntityName entityRef={account.updatedBy} />,
                })}
              </span>,
            ],
          ]}
        />
      }
      editing={editing}
      canEdit={account.access.canUpdate}
      askBefore={askBefore}
    >
      <TextInput
        id="security-edit-title"
        label={t('fields.title')}
        helperText={t('fields.titleHelp')}
        error={errors.title}
        value={fields.title}
        onChange={title => change({ title })}
      />
      <TextInput
        id="security-edit-description"
        multiline
        label={t('fields.description')}
        helperText={t('fields.descriptionHelp')}
        error={errors.description}
        value={fields.description}
        onChange={description => change({ description })}
      />
      {notToChangeOwner ? (
        <Facts facts={[[t('fields.owner'), owner]]} />
      ) : (
        <>
          <OwnerPicker
            required
            id="security-edit-owner"
            helperText={t('fields.ownerHelp')}
            error={errors.ownerRef}
            value={fields.ownerRef}
            onChange={ownerRef => change({ ownerRef })}
          />
          <PreviewAccess name={account.name} changes={changes} />
        </>
      )}
    </EditableSection>
  );
}
