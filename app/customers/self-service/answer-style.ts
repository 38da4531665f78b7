/**
 * In the theme's own type and colours. Every answer's button is as large as the others, and they stand in one row, or in
 * one column where less than 36rem are there: `(36rem - 100%) * 999` is then wider than the page, and else below nothing.
 */
export const answerStyle = `<style>
.arrivo-answer { max-width: 44rem; margin: 2rem auto; padding: 0 1.25rem; }
.arrivo-answer__items { list-style: none; margin: 1rem 0; padding: 0; }
.arrivo-answer__items > li { border-top: 1px solid; border-color: color-mix(in srgb, currentcolor 20%, transparent); padding: .75rem 0; }
.arrivo-answer > h1 { margin-block: 0 1rem; }
.arrivo-answer > p { margin-block: .75rem; }
.arrivo-answer__result, .arrivo-answer__status { border: 1px solid; border-radius: .5rem; padding: .75rem 1rem; }
.arrivo-answer__choices { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, max(30%, (36rem - 100%) * 999)), 1fr)); gap: 1rem; margin: 1.5rem 0; }
.arrivo-answer__choice { display: grid; grid-template-rows: subgrid; grid-row: span 2; gap: .5rem; }
.arrivo-answer__choice p { margin: 0; }
.arrivo-answer__button { width: 100%; min-height: 3rem; padding: .5rem 1rem; font: inherit; font-weight: 600; color: inherit; background: none; border: 2px solid currentcolor; border-radius: .5rem; cursor: pointer; }
.arrivo-answer__button:focus-visible { outline: 3px solid currentcolor; outline-offset: 3px; }
.arrivo-answer__part form { display: grid; gap: .75rem; margin: 1rem 0; max-width: 24rem; }
.arrivo-answer__part input { font: inherit; width: 6rem; padding: .25rem .5rem; }
.arrivo-answer summary { cursor: pointer; min-height: 2.75rem; display: list-item; padding: .5rem 0; }
</style>`;
