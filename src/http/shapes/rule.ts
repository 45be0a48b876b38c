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
  return (value, instance) =>
    conditions.some((isMet) => !isMet(value, instance)) || checks.every((check) => check(value, instance));
}

/** What is an instance was accepted when it was made. */
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
  const targetName = shape.name;
  return (value, object) =>
    instances.every(
      // A promise is not true either.
      (validator) => validator.validate(value, { value, constraints, targetName, object, property }) === true,
    );
}
