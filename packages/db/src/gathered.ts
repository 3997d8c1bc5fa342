// Joins questions that come at the same moment: whoever asks while others are on their way to the database goes with the next, together
// with all who asked meanwhile. Each way begins after all of its questions were asked, so nobody is told of anything older than that.

export type Gathering = {
  /** So many may be on their way at once. */
  readonly lanes: number;
  /** So many questions go together at most: a quick one waits for the slow ones beside it. */
  readonly questionsMax: number;
};

/**
 * `ask` puts the questions of all in one way to the database and gives what tells each its answer. Where it throws, all of them are
 * rejected with that.
 */
export function gathered<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<(question: Question) => Answer>,
  { lanes, questionsMax }: Gathering,
): (question: Question) => Promise<Answer> {
  const waiting: { readonly question: Question; readonly answer: PromiseWithResolvers<Answer> }[] = [];
  let underWay = 0;
  const askAll = async (): Promise<void> => {
    underWay += 1;
    while (waiting.length > 0) {
      const some = waiting.splice(0, questionsMax);
      try {
        const answerTo = await ask(some.map(({ question }) => question));
        for (const { question, answer } of some) answer.resolve(answerTo(question));
      } catch (error) {
        for (const { answer } of some) answer.reject(error);
      }
    }
    underWay -= 1;
  };
  return (question) => {
    const answer = Promise.withResolvers<Answer>();
    waiting.push({ question, answer });
    if (underWay < lanes) void askAll();
    return answer.promise;
  };
}
