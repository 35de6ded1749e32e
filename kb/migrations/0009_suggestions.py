"""Suggestions by readers, and the steps of their way. Nothing public is touched."""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kb', '0008_licenses_not_known'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(editable=False, max_length=60, unique=True)),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='at')),
                ('state', models.CharField(choices=[('waiting', 'to be decided'), ('asked', 'waits for an answer'), ('accepted', 'accepted'), ('declined', 'declined')], default='waiting', editable=False, max_length=10, verbose_name='state')),
                ('about', models.CharField(blank=True, editable=False, max_length=200, verbose_name='about')),
                ('component', models.CharField(blank=True, choices=[('architecture', 'Architecture'), ('weights', 'Weights'), ('checkpoints', 'Checkpoints'), ('inference-code', 'Inference code'), ('training-data', 'Training data'), ('tuning-data', 'Tuning data'), ('evaluation-data', 'Evaluation data'), ('data-provenance', 'Data provenance'), ('data-selection', 'Data selection'), ('data-labelling', 'Data labelling'), ('data-processing', 'Data processing'), ('data-card', 'Data card'), ('metadata', 'Metadata'), ('sample-outputs', 'Sample outputs'), ('training-code', 'Training code'), ('preprocessing-code', 'Preprocessing code'), ('evaluation-code', 'Evaluation code'), ('supporting-tools', 'Supporting tools'), ('training-procedure', 'Training procedure'), ('compute', 'Compute'), ('code-documentation', 'Code documentation'), ('research-paper', 'Research paper'), ('technical-report', 'Technical report'), ('model-card', 'Model card'), ('evaluation-results', 'Evaluation results'), ('usage-policy', 'Use policy'), ('api', 'API'), ('hosted-interface', 'Hosted interface'), ('dataset', 'The data itself')], max_length=40, verbose_name='component')),
                ('what', models.TextField(max_length=3000, verbose_name='what is wrong or missing')),
                ('source_url', models.URLField(max_length=600, verbose_name='address of the source')),
                ('locator', models.CharField(max_length=400, verbose_name='where in it')),
                ('name', models.CharField(blank=True, max_length=100, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('language', models.CharField(choices=[('en', 'English'), ('ko', 'Korean')], default='en', editable=False, max_length=2, verbose_name='language')),
                ('address_code', models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                ('dataset', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='suggestions', to='kb.dataset', verbose_name='dataset')),
                ('event', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='kb.event')),
                ('fact', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='kb.fact')),
                ('language_model', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='suggestions', to='kb.languagemodel', verbose_name='model')),
                ('license', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='suggestions', to='kb.license', verbose_name='license')),
                ('license_term', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='kb.licenseterm')),
            ],
            options={
                'verbose_name': 'suggestion',
                'verbose_name_plural': 'suggestions',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='SuggestionStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('question', 'question'), ('answer', 'answer'), ('acceptance', 'accepted'), ('refusal', 'declined')], max_length=10)),
                ('text', models.TextField(blank=True, max_length=3000)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('suggestion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='kb.suggestion')),
            ],
            options={
                'verbose_name': 'step of a suggestion',
                'verbose_name_plural': 'steps of a suggestion',
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'asked', 'accepted', 'declined'])), name='suggestion_state_is_known', violation_error_message='A suggestion is to be decided, waits for an answer, or is accepted or declined.'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('component__in', ['architecture', 'weights', 'checkpoints', 'inference-code', 'training-data', 'tuning-data', 'evaluation-data', 'data-provenance', 'data-selection', 'data-labelling', 'data-processing', 'data-card', 'metadata', 'sample-outputs', 'training-code', 'preprocessing-code', 'evaluation-code', 'supporting-tools', 'training-procedure', 'compute', 'code-documentation', 'research-paper', 'technical-report', 'model-card', 'evaluation-results', 'usage-policy', 'api', 'hosted-interface', 'dataset', ''])), name='suggestion_component_is_known', violation_error_message='Unknown component.'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('language_model__isnull', True), ('dataset__isnull', True), ('license__isnull', True)), models.Q(('language_model__isnull', False), ('dataset__isnull', True), ('license__isnull', True)), models.Q(('language_model__isnull', True), ('dataset__isnull', False), ('license__isnull', True)), models.Q(('language_model__isnull', True), ('dataset__isnull', True), ('license__isnull', False)), _connector='OR'), name='suggestion_has_one_subject', violation_error_message='A suggestion is about one model, one dataset or one license, or about none.'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('fact__isnull', True), ('license_term__isnull', True), ('event__isnull', True)), models.Q(('fact__isnull', False), ('license_term__isnull', True), ('event__isnull', True)), models.Q(('fact__isnull', True), ('license_term__isnull', False), ('event__isnull', True)), models.Q(('fact__isnull', True), ('license_term__isnull', True), ('event__isnull', False)), _connector='OR'), name='suggestion_has_one_draft', violation_error_message='A suggestion becomes one draft.'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'accepted'), models.Q(('fact__isnull', True), ('license_term__isnull', True), ('event__isnull', True)), _connector='OR'), name='suggestion_draft_is_of_the_accepted', violation_error_message='Only what was accepted has become a draft.'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['accepted', 'declined']), _negated=True), models.Q(('email', ''), ('name', '')), _connector='OR'), name='suggestion_decided_keeps_no_person', violation_error_message='Name and e-mail are deleted when a suggestion is decided.'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('source_url__istartswith', 'https://'), ('source_url__istartswith', 'http://'), _connector='OR'), models.Q(('what', ''), _negated=True), models.Q(('locator', ''), _negated=True)), name='suggestion_is_sourced', violation_error_message='A suggestion says what is wrong, and where in which source that stands.'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('what'), 3000), name='suggestion_is_bounded', violation_error_message='A suggestion is no longer than a page.'),
        ),
        migrations.AddConstraint(
            model_name='suggestionstep',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['question', 'answer', 'acceptance', 'refusal'])), name='suggestionstep_kind_is_known', violation_error_message='Unknown step.'),
        ),
        migrations.AddConstraint(
            model_name='suggestionstep',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'acceptance'), models.Q(('text', ''), _negated=True), _connector='OR'), name='suggestionstep_says_something', violation_error_message='A question, an answer and a refusal say something.'),
        ),
        migrations.AddConstraint(
            model_name='suggestionstep',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('text'), 3000), name='suggestionstep_is_bounded', violation_error_message='A step is no longer than a page.'),
        ),
    ]
