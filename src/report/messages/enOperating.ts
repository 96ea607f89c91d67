/** Words for the threshold at which two models operate, and for what its decisions cost. */
export const enOperating = {
  'mapping.operating': 'the positive label is answered from {threshold} on',
  'notice.threshold-recorded-old':
    'The old model’s answers were recorded (column “{column}”): they count as they stand, not by the plan’s threshold.',
  'notice.threshold-recorded-new':
    'The new model’s answers were recorded (column “{column}”): they count as they stand, not by the plan’s threshold.',
  'evidence.operating': 'The threshold: what keeping it changes',
  'operating.alert': 'An alert is the answer “{label}”.',
  'operating.assumed':
    'The plan gives no operating threshold: 0.5 is assumed. Write `threshold` in the plan if the models operate at another.',
  'operating.noLabels': 'Without labels nothing can be said of what the alerts are worth.',
  'operating.keptMore':
    'Keeping the threshold {threshold}, the new model raises {change} more alerts ({range}): {is} in 1,000 cases instead of {was}',
  'operating.keptFewer':
    'Keeping the threshold {threshold}, the new model raises {change} fewer alerts ({range}): {is} in 1,000 cases instead of {was}',
  'operating.keptSame':
    'Keeping the threshold {threshold}, the new model raises as many alerts ({range}): {is} in 1,000 cases, {was} before',
  'operating.keptShares':
    'Keeping the threshold {threshold}, the new model raises {is} alerts in 1,000 cases; the old one {was}',
  'operating.own':
    'The plan gives the new model another threshold, {threshold}: it then raises {is} alerts per 1,000 cases.',
  'operating.range': 'interval {low} to {high}',
  'operating.equalAlerts':
    'To raise as many alerts as the old model, the new one needs the threshold {threshold} (then {alerts} in 1,000 cases).',
  'operating.equalAlertsFound':
    'To raise as many alerts as the old model, the new one needs the threshold {threshold} (then {alerts} in 1,000 cases). Of 1,000 cases “{label}” it then finds {is}, and the old one {was} ({range}).',
  'operating.equalRecall':
    'To find as many cases “{label}” as the old model, the new one needs the threshold {threshold}. It then raises {is} alerts in 1,000 cases, and the old one {was} ({range}).',
  'operating.noAlert': 'The old model raises no alert, and the new one raises as few above its highest score.',
  'operating.curves': 'What is found by how many alerts',
  'operating.description':
    'Share of the positive cases that are found, by share of cases that raise an alert, one curve for each model over all thresholds. The square is the old model at its threshold, the large dot the new one at the same threshold, the small dots the new one at other thresholds of the table.',
  'operating.axis.alerts': 'Cases that raise an alert (%)',
  'operating.axis.recall': 'Positive cases found (%)',
  'operating.caption':
    'Both models at their thresholds; below each share, its difference from the old model on the same cases with its interval at {confidence}',
  'operating.at': 'Model',
  'operating.at.same-threshold': 'New, threshold kept',
  'operating.at.own-threshold': 'New, at its own threshold',
  'operating.at.equal-alert-rate': 'New, with as many alerts',
  'operating.at.equal-recall': 'New, finding as many',
  'operating.threshold': 'Threshold',
  'operating.noThreshold': 'no alert',
  'operating.rate.alertRate': 'Alerts',
  'operating.rate.recall': 'Recall',
  'operating.rate.precision': 'Precision',
  'operating.rate.specificity': 'Specificity',
  'operating.rate.f1': 'F1',
  'fact.operating': '{kept}.',
  'measure.decisionCost': 'cost of decisions',
  'the.decisionCost': 'the mean cost of a decision',
  'meaning.decisionCost': 'Mean cost of a case, by the costs that the plan gives to each decision.',
  'noValue.no-costs': 'no costs in the plan',
  'reason.no-costs': 'The plan does not say what decisions cost.',
  'cost.more':
    'Over 1,000 cases, the decisions of the new model cost about {amount} more than those of the old one ({range}): {is} instead of {was}.',
  'cost.less':
    'Over 1,000 cases, the decisions of the new model cost about {amount} less than those of the old one ({range}): {is} instead of {was}.',
  'cost.same': 'Over 1,000 cases, the decisions of both models cost the same, {is} ({range}).',
  'cost.range': 'interval {low} to {high}',
  'cost.table': 'What a decision costs, as the plan says it ({unit}); whatever is not listed costs nothing',
  'cost.tableBare': 'What a decision costs, as the plan says it; whatever is not listed costs nothing',
  'cost.truth': 'It is',
  'cost.answer': 'Answered',
  'cost.cost': 'Cost',
  'evidence.costs': 'What the decisions cost',
  'calibration.lines': 'Probabilities too bold, too timid, too high or too low?',
  'calibration.linesNote':
    'The slope is 1 and the intercept 0 where the probabilities are right. A slope below 1 means probabilities too near 0 and 1, above 1 too timid ones; an intercept above 0 means too low ones, below 0 too high ones. (The line of the logit of what happened against the logit of what was announced.)',
  'brier.parts': 'What the Brier score is made of',
  'brier.reliability': 'Reliability (0 is best)',
  'brier.resolution': 'Resolution (higher is better)',
  'brier.uncertainty': 'Uncertainty (the cases’ own)',
  'brier.note':
    'Reliability is the squared gap between announced and observed frequencies; resolution, how well the announcements tell cases apart; uncertainty, what always announcing the overall share would score. Brier score = reliability − resolution + uncertainty, but for what varies inside a bin.',
  'calibration.slope': 'Slope',
  'calibration.intercept': 'Intercept',
} as const
