// Answers questions about lists beside the page, which stays quick while a hundred thousand lines are read.
import { answerSetQuestion, type SetQuestion } from '../../src-core/calculate/set-operation.ts';

addEventListener('message', (event: MessageEvent<SetQuestion>) => {
  postMessage(answerSetQuestion(event.data));
});
