import { Type as Class } from '@nestjs/common';
import { getMetadataStorage, MetadataStorage, ValidationTypes } from 'class-validator';

type Decorator = ReturnType<MetadataStorage['getTargetValidationMetadatas']>[number];

/** Whether class-validator accepts this value of a field. */
export type Rule = (value: unknown, instance: object) => boolean;

/** All decorators of a field as one rule, run in the order in which class-validator runs them; none for an unknown one. */
export function ruleOf(shape: Class, decorators: Decorator[], held?: Class): Rule | undefined {
  const conditions: Rule[] = [];
  const checks: Rule[] = [];
  for (const decorator of decorators) {
    if (decorator.type === ValidationTypes.CONDITIONAL_VALIDATION) {
      const [isMet] = decorator.constraints as [(instance: object, value: unknown) => boolean];
      conditions.push((value, instance) => isMet(instance, value));
    } else {
      const check =
        decorator.type === ValidationTypes.NESTED_VALIDATION ? nested(held) : custom(shape, decorator);
      if (!check) return undefined;
      checks.push(check);
    }
  }
  return (value, instance) => {
    for (const isMet of conditions) if (!isMet(value, instance)) return true;
    for (const check of checks) if (!check(value, instance)) return false;
    return true;
  };
}

/** An instance needs no check: it was accepted when it was made. */
function nested(held: Class | undefined): Rule | undefined {
  if (!held) return undefined;
  return (value) =>
    Array.isArray(value) ? value.every((item) => item instanceof held) : value instanceof held;
}

/** Every check of class-validator's own is one of these, as are those that an application adds. */
function custom(shape: Class, decorator: Decorator): Rule | undefined {
  const { type, each, validateIf, constraintCls, constraints, propertyName: property } = decorator;
  const validators = getMetadataStorage().getTargetValidatorConstraints(constraintCls);
  const isKnown = type === ValidationTypes.CUSTOM_VALIDATION && !each && !validateIf;
  if (!isKnown || validators.some((validator) => validator.async)) return undefined;
  const instances = validators.map(({ instance }) => instance);
  // One for all calls, of which none outlasts the next: a batch makes thousands.
  const told = { value: undefined as unknown, constraints, targetName: shape.name, object: {}, property };
  return (value, object) => {
    told.value = value;
    told.object = object;
    // A promise is not true either.
    for (const validator of instances) if (validator.validate(value, told) !== true) return false;
    return true;
  };
}
